using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.Feel;

namespace Verwaltung.Periods;

/// <summary>
/// FEEL's functions for working days, holidays, legal periods and notification, for expressions of procedures. Days are dates or texts
/// such as "2026-11-24"; the Land may be left out where the authority's own is meant. Faults give null and say why.
/// </summary>
public static class PeriodFunctions
{
    private const int MostDays = 20_000;

    /// <summary>The functions for an authority of a Land.</summary>
    public static IReadOnlyDictionary<string, FeelFunction> For(Land home) => new[]
    {
        Define("is working day", ["date", "land?"], a => a.WorkingDays(1, home).Contains(a.Day(0))),
        Define("roll to working day", ["date", "land?"], a => a.WorkingDays(1, home).OnOrAfter(a.Day(0))),
        Define("add working days", ["date", "count", "land?"], a => a.WorkingDays(2, home).Add(a.Day(0), a.Count(1, MostDays))),
        Define("working days until", ["from", "to", "land?"], a => a.WorkingDays(2, home).Count(a.Day(0), a.NoFurther(0, 1, MostDays))),
        Define("holiday name", ["date", "land?"], a => a.WorkingDays(1, home).WhyOff(a.Day(0))?.Holiday?.Name(German)),
        Define("holidays", ["year", "land?"], a => FeelList.From(Holidays.In(a.Land(1, home), a.Count(0, 9999)).Select(Described))),
        Define("period end", ["start", "period", "land?", "options?"], a => Ended(a, home).LastDay),
        Define("period details", ["start", "period", "land?", "options?"], a => Described(Ended(a, home))),
        Define(
            "notification day", ["rule", "day", "land?", "facts?"], a => Notified(a, home) is Notification.Effective notified ? notified.Day : FeelValue.Null),
        Define("notification details", ["rule", "day", "land?", "facts?"], a => Described(Notified(a, home))),
    }.ToImmutableDictionary(function => function.Name);

    private static readonly (string, ProcedureLaw)[] Laws = [("VwVfG", ProcedureLaw.VwVfG), ("SGB X", ProcedureLaw.SgbX), ("AO", ProcedureLaw.Ao)];

    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    private static Deadline Ended(FeelArguments a, Land home)
    {
        var options = a.Context(3, "law", "starts with", "roll over");
        return new Deadlines(a.WorkingDays(2, home), options.Choice("law", ProcedureLaw.VwVfG, [.. Laws, ("VwGO", ProcedureLaw.VwGo)])).Compute(
            a.Day(0), a.Period(1),
            options.Choice("starts with", PeriodStart.Event, ("event", PeriodStart.Event), ("day", PeriodStart.DayBegins)),
            options.Choice("roll over", RollOver.ToNextWorkingDay, ("next working day", RollOver.ToNextWorkingDay), ("fixed day", RollOver.FixedDayTold),
                ("benefit period", RollOver.BenefitPeriod), ("appointment", RollOver.AppointmentOrAuthority)));
    }

    private static Notification Notified(FeelArguments a, Land home)
    {
        var facts = a.Context(3, "law", "retrieved", "received", "informed", "fixed day", "disputed", "as of");
        var rule = NotificationRules.FromWireName(a.Text(0))
            ?? throw new FormatException($"'{a.Text(0)}' is not one of the rules {string.Join(", ", NotificationRules.WireNames)}.");
        var dispatch = new Dispatch(rule, a.Day(1))
        {
            Law = Law(facts),
            Retrieved = a.Day(facts, "retrieved"),
            Received = a.Day(facts, "received"),
            Informed = a.Day(facts, "informed"),
            FixedDay = a.Day(facts, "fixed day"),
            Disputed = facts.Get("disputed").IsTrue,
        };
        return new Notifications(a.WorkingDays(2, home)).Compute(dispatch, a.Day(facts, "as of") ?? a.Today);
    }

    private static ProcedureLaw Law(FeelContext options) =>
        options.Choice("law", ProcedureLaw.VwVfG, Laws);

    private static FeelValue Described(Holiday holiday) => FeelContext.Empty.With("date", holiday.Day).With("name", holiday.Name(German));

    private static FeelContext Described(Deadline deadline) => FeelContext.Empty
        .With("start", deadline.Start)
        .With("period", deadline.Length.ToString())
        .With("before roll over", deadline.BeforeRollOver)
        .With("last day", deadline.LastDay)
        .With("reasons", Sentences(deadline.Reasons));

    private static FeelContext Described(Notification notification) => Outcome(notification).With("reasons", Sentences(notification.Reasons));

    private static FeelContext Outcome(Notification notification) => notification switch
    {
        Notification.Effective notified =>
            FeelContext.Empty.With("status", "notified").With("day", notified.Day).With("fiction day", Nullable(notified.FictionDay)),
        Notification.Pending pending => FeelContext.Empty.With("status", "pending").With("ends after", Nullable(pending.EndsAfter)),
        _ => FeelContext.Empty.With("status", "failed"),
    };

    private static FeelValue Nullable(DateOnly? day) => day is { } known ? known : FeelValue.Null;

    private static FeelList Sentences(IEnumerable<Reason> reasons) => FeelList.From(reasons.Select(reason => (FeelValue)reason.Sentence(German)));

    private static string Words(Exception fault) =>
        fault is ArgumentException { ParamName: { } parameter }
            ? fault.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
            : fault.Message;

    private static FeelFunction Define(string name, string[] parameters, Func<FeelArguments, FeelValue> body)
    {
        var declared = parameters.Select(parameter => new FeelParameter(parameter.TrimEnd('?'), FeelType.Any, Optional: parameter.EndsWith('?')));
        return new FeelFunction(name, [new FeelSignature([.. declared], (values, environment) =>
        {
            try
            {
                return body(new FeelArguments(values, environment));
            }
            catch (Exception fault) when (fault is FormatException or HolidaysUnknownException or ArgumentException)
            {
                return environment.Fail($"{name}(): {Words(fault)}");
            }
        })]);
    }
}
