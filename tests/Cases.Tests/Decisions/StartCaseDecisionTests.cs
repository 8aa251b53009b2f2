using System.Collections.Immutable;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Testing;
using Verwaltung.Workflow;
using static Verwaltung.Cases.Tests.Decisions.GivenCase;

namespace Verwaltung.Cases.Tests.Decisions;

public sealed class StartCaseDecisionTests
{
    private static readonly Context Context = Given.Context(version: 0);
    private static readonly FileNumber Number = new("33.52-2026/000001");
    private static readonly FileId File = new(CountingIds.Id(1));
    private static readonly StartCase Command = new(
        Id, "permit", Leyla.Id, Leyla.Id, "portal", [new("applicant", FeelContext.Empty.WithPath("antrag.kennzeichen", new FeelString("DO-LB 417")))],
        [new AttachedFile(File.Value, "Foto.png", "attachment")], "de");

    [Fact]
    public void A_case_opens_with_its_files_and_its_process_and_every_value_keeps_its_origin()
    {
        var opened = Opening;
        var facts = FeelContext.Empty.With("id", Id.ToString()).With("aktenzeichen", "33.52-2026/000001")
            .With("eingang", FeelDateTime.At(TimeZoneInfo.ConvertTime(Now, LegalTime.Zone)))
            .With("ziel", new FeelDate(opened.ServiceTarget)).With("kanal", "portal");
        var values = FeelContext.Empty.WithPath("antrag.kennzeichen", new FeelString("DO-LB 417")).With("fall", facts);
        var origins = facts.Names.Select(name => $"fall.{name}").ToImmutableDictionary(path => path, _ => "process").Add("antrag.kennzeichen", "applicant");

        Assert.Equal(
            Decision.Of(opened, new DocumentAdded(File.Value, "Foto.png", "attachment", Leyla.Id, Now))
                .About(Leyla.Id.Value)
                .Do(new AttachFiles(Id, Leyla.Id, "33/5", [File]))
                .Then(new Trigger.Start(null, values, "applicant") { Origins = origins }, Leyla.Id)
                .Answering(new CaseStarted(Id, "33.52-2026/000001", Now)),
            StartCaseHandler.Decide(Command, null, Procedure(), Number, Office.Demonstration, Context), Whole.Same);
    }

    [Fact]
    public void The_same_case_again_is_answered_as_the_first_time()
    {
        Assert.Equal(
            Decision.Nothing.Answering(new CaseStarted(Id, Opening.FileNumber, Now)),
            StartCaseHandler.Decide(Command, Open(), null, null, Office.Demonstration, Context));
    }

    [Fact]
    public void The_case_of_somebody_else_is_not_opened_again()
    {
        Assert.Throws<InvalidOperationException>(() => StartCaseHandler.Decide(
            Command with { Applicant = People.Karl.Id() }, Open(), null, null, Office.Demonstration, Context));
    }

    private static Bundle Procedure()
    {
        var none = new Localised { De = "", En = "" };
        var settings = new ProcedureSettings
        {
            Key = "permit",
            Title = none,
            Summary = none,
            Description = none,
            Fee = none,
            Duration = none,
            Offline = new OfflineWays { Counter = none, Post = none, Phone = none },
            LegalBasis = none,
            Department = new Department { Number = "33", Name = "", Address = "", Phone = "" },
            Team = "33/5",
            FilePlan = "33.52",
            ServiceTargetDays = 3,
            ApplicationForm = "antrag",
        };
        var nothing = ImmutableDictionary<string, string>.Empty;
        return new("bundle", settings, null!, null!, ImmutableDictionary<string, Form>.Empty, nothing, nothing);
    }
}
