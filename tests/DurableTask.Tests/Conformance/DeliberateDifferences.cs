namespace DtnBox.DurableTask.Tests.Conformance;

/// <summary>The turns where we answer differently on purpose: why, and what we answer.</summary>
internal static class DeliberateDifferences
{
    private const string CompleteAtOnce =
        "We end at once when the code has returned: a long timer that nobody awaits must not keep an instance running.";

    private const string NoLastTimer = "We make no timer after the last failed attempt; it is a leftover of old versions.";

    private const string CancelledWaitTakesNothing = "A wait that timed out is gone and takes no event.";

    private const string TimedOut =
        "A wait that timed out fails the orchestration like any exception; the official runner throws.";

    private const string UnknownEventsAreIgnored = "Newer hosts may send events that we do not know.";

    private const string NoDetails = "Our text says more than the name of an exception type.";

    private const string Failed = "DtnBox.DurableTask.TaskFailedException: ";

    private static readonly Dictionary<(string Name, int Turn), Difference> All = new()
    {
        [("fire_and_forget_activity", 0)] = new(
            CompleteAtOnce, "#0 activity Log v- \"x\" []", "#1 Completed \"ok\" v- []"),
        [("race_event_wins_timer_not_cancelled", 1)] = new(CompleteAtOnce, "#1 Completed \"event\" v- []"),
        [("when_any_first_activity", 1)] = new(CompleteAtOnce, "#2 Completed \"from B\" v- []"),
        [("activity_retry_exhausted", 5)] = new(
            NoLastTimer,
            "#5 Failed Task 'Flaky' (#4) failed with an unhandled exception: attempt 3 v- [] <- " + Failed
            + "Task 'Flaky' (#4) failed with an unhandled exception: attempt 3 <- System.TimeoutException: attempt 3"),
        [("activity_retry_exhausted", 6)] = new(
            NoLastTimer + " So this history, which has one, is not of our making.",
            "#5 Failed non-determinism v- [] <- DtnBox.DurableTask.Replay.NonDeterministicOrchestrationException:"
            + " non-determinism"),
        [("event_swallowed_by_timed_out_waiter", 3)] = new(CancelledWaitTakesNothing, "#2 Completed \"one\" v- []"),
        [("event_swallowed_by_timed_out_waiter", 4)] = new(CancelledWaitTakesNothing, "#2 Completed \"one\" v- []"),
        [("event_timeout_uncaught", 1)] = new(
            TimedOut,
            "#1 Failed A task was canceled. v- [] <- System.Threading.Tasks.TaskCanceledException: A task was canceled."),
        [("event_without_type_is_rejected", 1)] = new(UnknownEventsAreIgnored),
        [("activity_failure_without_details", 1)] = new(
            NoDetails,
            "#1 Failed Task 'Risky' (#0) failed with an unhandled exception: the host reported no details; was the task"
            + " terminated, or is it not deployed? v- [] <- " + Failed + "Task 'Risky' (#0) failed with an unhandled"
            + " exception: the host reported no details; was the task terminated, or is it not deployed? <- (unknown):"
            + " the host reported no details; was the task terminated, or is it not deployed?"),
    };

    public static Difference? Find(string name, int turn) => All.GetValueOrDefault((name, turn));

    public static IReadOnlyCollection<(string Name, int Turn)> Turns => All.Keys;
}

internal sealed record Difference(string Reason, params string[] Answer);
