namespace DtnBox.DurableTask.Worker;

/// <summary>What starts a function.</summary>
public enum FunctionTrigger
{
    Orchestration,
    Activity,
    Timer,
}
