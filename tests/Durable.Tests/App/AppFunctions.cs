using DtnBox.DurableTask.Worker;

namespace DtnBox.DurableApp;

/// <summary>All functions of the app, for the app itself and for the tests that publish it.</summary>
public static class AppFunctions
{
    /// <summary>So short that tests see long timers being split.</summary>
    public static TimeSpan LongestTimer { get; } = TimeSpan.FromSeconds(2);

    public static void Add(DurableTaskWorkerBuilder worker) => worker
        .Configure(options => options.MaximumTimerInterval = LongestTimer)
        .AddActivity<Echo>().AddActivity<Blob>().AddActivity<Gate>().AddActivity<Fail>().AddActivity<Flaky>()
        .AddOrchestrator<Steps>().AddOrchestrator<FanOut>().AddOrchestrator<FirstOf>().AddOrchestrator<AllOutcomes>()
        .AddOrchestrator<CallByName>().AddOrchestrator<Throw>().AddOrchestrator<Everything>()
        .AddOrchestrator<Collect>().AddOrchestrator<TwoWaiters>().AddOrchestrator<WaitShortly>().AddOrchestrator<Race>()
        .AddOrchestrator<SendItems>().AddOrchestrator<TalkToItself>()
        .AddOrchestrator<Generations>().AddOrchestrator<CarryOver>().AddOrchestrator<LateResult>()
        .AddOrchestrator<NextVersion>().AddOrchestrator<StatusOverGenerations>().AddOrchestrator<Statuses>()
        .AddOrchestrator<Parent>().AddOrchestrator<FailDeep>().AddOrchestrator<WhoAmI>().AddOrchestrator<TwoChildren>()
        .AddOrchestrator<FlakyChild>().AddOrchestrator<RetryChild>().AddOrchestrator<Detach>().AddOrchestrator<ShowVersions>()
        .AddOrchestrator<Retry>().AddOrchestrator<RetryWithHandler>()
        .AddOrchestrator<Sleep>().AddOrchestrator<CancelTimer>()
        .AddOrchestrator<Guids>().AddOrchestrator<Clock>().AddOrchestrator<Logs>().AddOrchestrator<ChangedCode>()
        .AddOrchestrator<NotDeterministic>();
}
