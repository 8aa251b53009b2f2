using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Web;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Cases (Vorgänge): the case stream, the inbox, tasks, notices, and the shell that runs a process on the store.</summary>
public static class CasesModule
{
    /// <summary>Members of staff only; the policy is Organisation's.</summary>
    internal const string StaffPolicy = "staff";

    public static IHostApplicationBuilder AddCases(this IHostApplicationBuilder builder)
    {
        var module = typeof(CasesModule).Assembly;
        builder.Services
            .AddSqlScripts(module)
            .AddEvents(Events)
            .AddMessaging(options => options
                .Discover(module)
                .Steps<Case>(services => services.GetRequiredService<CaseProcess>().DecideAsync)
                .Retry<JobRequested>(Backoff)
                .Retry<FireTimer>(Backoff))
            .AddGraphQl(options => options.AddTypes(module))
            .AddWeb(options =>
            {
                options.AddPages(module);
                options.AddTexts(module);
                options.AddNavigation(new NavigationItem("nav.inbox", "/inbox", [RoleNames.Clerk, RoleNames.TeamLead], 20));
                options.AddNotice<SearchBox>("header");
                options.AddNavigation(new NavigationItem("nav.operations", "/operations", [RoleNames.Operator], 60));
            })
            .AddSingleton<CaseProcess>()
            .AddSingleton<CaseLetters>()
            .AddSingleton<CaseQuestions>()
            .AddSingleton<CaseJobs>().AddSingleton<JobFrame>()
            .AddSingleton<AnswerUploads>()
            .AddSingleton<Overtaking>()
            .AddSingleton<InboxReader>()
            .AddHostedService<InboxTopics>()
            .AddSingleton(new RecordedAboutStaff("cases", 30)).AddSingleton(new RecordedAboutStaff("searches", 40))
            .AddSingleton<IForgetPeople, EraseCases>()
            .AddSingleton<Colleagues>()
            .AddSingleton<CaseSearch>();
        foreach (var worker in CaseJobTypes.All)
            builder.Services.AddSingleton<JobType>(worker);
        return builder;
    }

    /// <summary>Commands of the host's command line.</summary>
    public static IEnumerable<Command> Commands(Func<CancellationToken, Task<IServiceProvider>> services) => [ArchiveCommand.Create(services)];

    private static readonly TimeSpan[] Backoff =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    private static void Events(EventOptions events)
    {
        events.Discover(typeof(CasesModule).Assembly).Aggregate<Case>("case")
            .Inline(new InboxProjection()).Inline(new CasesProjection()).Inline(new IncidentsProjection())
            .Inline(new SearchProjection()).Inline(new PrecedentsProjection())
            .Async(new ProcedureFiguresProjection()).Async(new CaseChangesProjection());
        foreach (var (name, type) in ProcessEvent.Types) events.Map(type, name);
        events.Personal<LoopStarted>(nameof(LoopStarted.Items))
            .Personal<LoopItemCompleted>(nameof(LoopItemCompleted.Output))
            .Personal<ValueSet>(nameof(ValueSet.Value))
            .Personal<JobFailed>(nameof(JobFailed.ErrorMessage))
            .Personal<DecisionEvaluated>(nameof(DecisionEvaluated.Output))
            .Personal<ErrorThrown>(nameof(ErrorThrown.Message))
            .Personal<IncidentRaised>(nameof(IncidentRaised.Message));
    }
}
