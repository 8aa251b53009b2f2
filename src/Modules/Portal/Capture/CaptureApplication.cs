using System.Globalization;
using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Workflow;

namespace Verwaltung.Portal;

/// <summary>How an application came that a clerk captures.</summary>
internal enum CaptureChannel { Counter, Phone, Paper }

/// <summary>How it was made sure who the person is.</summary>
internal enum IdentityCheck { IdentityCard, Passport, KnownPerson, CallBack, Signature, Questions }

[MutationType, Authorize(Roles = RoleNames.Clerk)]
internal static class CaptureApplication
{
    [GraphQLDescription(
        "Opens a case from what a clerk typed for a person, by the same form and rules as online. "
        + "`id` becomes the id of the case: the same again answers with the first result. Without a mailbox the notice goes by post.")]
    [Error(typeof(ServiceNotFound)), Error(typeof(AnswersInvalid))]
    public static async Task<Outcome<ReceivedApplication>> CaptureApplicationAsync(
        [ID] Guid id, string procedure, [ID] Guid person, CaptureChannel channel, IdentityCheck identity, IReadOnlyList<TypedAnswer> answers,
        IReadOnlyList<UploadedAnswer>? files, string? language, Actor actor, IRunner runner, Office office, TimeProvider time,
        CancellationToken cancellation)
    {
        var clerk = actor.Id;
        if (await CaptureRights.BundleAsync(procedure, actor, runner, cancellation) is not { } bundle
            || await runner.InvokeAsync<Citizen?>(new GetCitizen(new PersonId(person)), cancellation: cancellation) is not { } citizen)
            return new ServiceNotFound();
        if (await runner.InvokeAsync<CaseStarted?>(new FindCase(new CaseId(id), citizen.Id), cancellation: cancellation) is { } before)
            return new ReceivedApplication(before.Case.Value, before.FileNumber, before.ReceivedAt);

        var (form, culture) = (bundle.Forms[bundle.Settings.ApplicationForm], PeoplesLanguage.Of(language).Culture);
        var draft = await CapturedDraft.BeginAsync(id, citizen.Id, bundle, clerk, runner, time, cancellation);
        var given = answers.ToDictionary(answer => answer.Key, answer => answer.Values);
        var input = FormInput.Read(form, null, given, draft.Values, culture, office.At(time.GetUtcNow()));
        if (!input.IsValid)
            return new AnswersInvalid([.. input.Errors.Select(error => AnswerFault.From(error, culture))]);

        var typed = draft.With(Draft.Leaves(input.Values), ValueOrigin.Clerk, time.GetUtcNow()) with
        {
            Files = [.. await UploadedFiles.NamedAsync(files ?? [], runner, cancellation)],
        };
        var noted = typed.With(await NotedAsync(channel, identity, citizen.Id, runner, cancellation), ValueOrigin.Clerk, time.GetUtcNow());
        var start = Submission.Of(noted, citizen.Language) with { By = clerk, Channel = Name(channel) };
        var started = await runner.InvokeAsync<CaseStarted>(start, new InvokeOptions { By = clerk.ToString() }, cancellation);
        return new ReceivedApplication(started.Case.Value, started.FileNumber, started.ReceivedAt);
    }

    /// <summary>How the person was identified is part of the file. Who has no mailbox gets post, whatever was ticked.</summary>
    private static async Task<IReadOnlyList<(string, FeelValue)>> NotedAsync(
        CaptureChannel channel, IdentityCheck identity, PersonId person, IRunner runner, CancellationToken cancellation)
    {
        var hasMailbox = (await runner.InvokeAsync<MailboxKnown>(new GetMailbox(person), cancellation: cancellation)).HasMailbox;
        (string, FeelValue)[] noted = [(DataNames.CaptureChannel, new FeelString(Name(channel))), (DataNames.CaptureIdentity, new FeelString(Word(identity)))];
        return hasMailbox ? noted : [.. noted, (DataNames.Delivery, new FeelString("post"))];
    }

    /// <summary>As the file says it, in German like all of the case data.</summary>
    private static string Word(IdentityCheck identity) => identity switch
    {
        IdentityCheck.IdentityCard => "Personalausweis",
        IdentityCheck.Passport => "Reisepass",
        IdentityCheck.KnownPerson => "persönlich bekannt",
        IdentityCheck.CallBack => "Rückruf",
        IdentityCheck.Signature => "Unterschrift",
        _ => "Fragen zur Person",
    };

    private static string Name(CaptureChannel channel) => channel.ToString().ToLowerInvariant();
}
