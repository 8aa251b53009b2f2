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
            .AddSingleton<AnswerUploads>()
            .AddSingleton<Overtaking>()
            .AddSingleton<InboxReader>()
            .AddHostedService<InboxTopics>()
            .AddSingleton(new RecordedAboutStaff("cases", 30)).AddSingleton(new RecordedAboutStaff("searches", 40))
            .AddSingleton<IForgetPeople, EraseCases>()
            .AddSingleton<Colleagues>()
            .AddSingleton<CaseSearch>();
        foreach (var type in CaseJobsHandler.Types)
            builder.Services.AddSingleton(type);
        return builder;
    }

    /// <summary>Commands of the host's command line.</summary>
    public static IEnumerable<Command> Commands(Func<CancellationToken, Task<IServiceProvider>> services) => [ArchiveCommand.Create(services)];

    private static readonly TimeSpan[] Backoff =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    private static void Events(EventOptions events)
    {
        events.Aggregate<Case>("case")
            .Inline(new InboxProjection()).Inline(new CasesProjection()).Inline(new IncidentsProjection())
            .Inline(new SearchProjection()).Inline(new PrecedentsProjection())
            .Async(new ProcedureFiguresProjection()).Async(new CaseChangesProjection());
        events.Map<CaseOpened>("case_opened");
        events.Map<DocumentAdded>("document_added");
        events.Map<TaskClaimed>("task_claimed");
        events.Map<TaskReleased>("task_released");
        events.Map<TaskHandedOver>("task_handed_over");
        events.Map<TaskDoneFor>("task_done_for");
        events.Map<NoteAdded>("note_added");
        events.Map<FollowUpSet>("follow_up_set");
        events.Map<FollowUpDone>("follow_up_done");
        events.Map<PersonalDataErased>("personal_data_erased");
        events.Map<ReceiptSent>("receipt_sent");
        events.Map<QuestionAsked>("question_asked");
        events.Map<QuestionReminded>("question_reminded");
        events.Map<MoreTimeGiven>("more_time_given");
        events.Map<QuestionAnswered>("question_answered");
        events.Map<ServiceTargetResumed>("service_target_resumed");
        events.Map<ApplicationWithdrawn>("application_withdrawn");
        events.Map<NoticeIssued>("notice_issued");
        events.Map<NoticePlaced>("notice_placed");
        events.Map<NoticeProvided>("notice_provided");
        events.Map<NoticeNotAnnounced>("notice_not_announced");
        events.Map<NoticeLapsed>("notice_lapsed");
        events.Map<NoticeQueuedForPost>("notice_queued_for_post");
        events.Map<NoticePosted>("notice_posted");
        events.Map<NoticeReturned>("notice_returned");
        events.Map<LetterCameBack>("letter_came_back");
        events.Map<NotificationVoided>("notification_voided");
        events.Map<NoticeSentAgain>("notice_sent_again");
        events.Map<NoticeRetrieved>("notice_retrieved");
        events.Map<NotificationDetermined>("notification_determined");
        ProcessEvents(events);
    }

    private static void ProcessEvents(EventOptions events)
    {
        events.Map<ProcessStarted>("process_started");
        events.Map<ProcessCompleted>("process_completed");
        events.Map<ProcessTerminated>("process_terminated");
        events.Map<FlowTaken>("flow_taken");
        events.Map<ElementActivated>("element_activated");
        events.Map<ElementCompleted>("element_completed");
        events.Map<ElementTerminated>("element_terminated");
        events.Map<ScopeInterrupted>("scope_interrupted");
        events.Map<ProcessCalled>("process_called");
        events.Map<LoopStarted>("loop_started").Personal<LoopStarted>(nameof(LoopStarted.Items));
        events.Map<LoopItemCompleted>("loop_item_completed").Personal<LoopItemCompleted>(nameof(LoopItemCompleted.Output));
        events.Map<ValuesSet>("values_set").Personal<ValueSet>(nameof(ValueSet.Value));
        events.Map<UserTaskCreated>("user_task_created");
        events.Map<UserTaskCompleted>("user_task_completed");
        events.Map<UserTaskCanceled>("user_task_canceled");
        events.Map<JobCreated>("job_created");
        events.Map<JobCompleted>("job_completed");
        events.Map<JobCanceled>("job_canceled");
        events.Map<JobFailed>("job_failed").Personal<JobFailed>(nameof(JobFailed.ErrorMessage));
        events.Map<TimerScheduled>("timer_scheduled");
        events.Map<TimerFired>("timer_fired");
        events.Map<TimerCanceled>("timer_canceled");
        events.Map<MessageSubscribed>("message_subscribed");
        events.Map<MessageReceived>("message_received");
        events.Map<MessageUnsubscribed>("message_unsubscribed");
        events.Map<SignalSubscribed>("signal_subscribed");
        events.Map<SignalReceived>("signal_received");
        events.Map<SignalUnsubscribed>("signal_unsubscribed");
        events.Map<SignalThrown>("signal_thrown");
        events.Map<EscalationThrown>("escalation_thrown");
        events.Map<CompensationOffered>("compensation_offered");
        events.Map<CompensationStarted>("compensation_started");
        events.Map<CompensationHandlerStarted>("compensation_handler_started");
        events.Map<DecisionEvaluated>("decision_evaluated").Personal<DecisionEvaluated>(nameof(DecisionEvaluated.Output));
        events.Map<ErrorThrown>("error_thrown").Personal<ErrorThrown>(nameof(ErrorThrown.Message));
        events.Map<IncidentRaised>("incident_raised").Personal<IncidentRaised>(nameof(IncidentRaised.Message));
        events.Map<IncidentResolved>("incident_resolved");
    }
}
