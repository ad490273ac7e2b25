namespace DtnBox.DurableTask.Worker;

/// <summary>When a timer ran and will run; times the host did not send, or sent unreadably, are absent.</summary>
public sealed record TimerScheduleStatus(DateTimeOffset? Last, DateTimeOffset? Next, DateTimeOffset? LastUpdated);
