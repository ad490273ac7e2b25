namespace DtnBox.DurableTask.Worker;

/// <summary>What the host says about a timer run.</summary>
/// <param name="ScheduleStatus">Absent when the host does not keep the schedule's state.</param>
/// <param name="IsPastDue">True when the run comes late.</param>
public sealed record TimerInfo(TimerScheduleStatus? ScheduleStatus, bool IsPastDue);
