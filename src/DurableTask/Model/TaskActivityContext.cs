namespace DtnBox.DurableTask;

/// <summary>What an activity knows about its call.</summary>
public abstract class TaskActivityContext
{
    public abstract TaskName Name { get; }

    /// <summary>Gets the instance id of the orchestration that called; empty when the host did not say.</summary>
    public abstract string InstanceId { get; }
}
