namespace DtnBox.DurableTask.Worker;

/// <summary>One function of the app.</summary>
/// <param name="Name">The function's name: its folder with the <c>function.json</c>, and the path the host calls.</param>
/// <param name="ImplementationType">The class that a container makes for each invocation.</param>
public sealed record RegisteredFunction(string Name, FunctionTrigger Trigger, Type ImplementationType)
{
    /// <summary>Gets the <c>type</c> of the trigger binding in <c>function.json</c>.</summary>
    public string BindingType => Trigger switch
    {
        FunctionTrigger.Orchestration => "orchestrationTrigger",
        FunctionTrigger.Activity => "activityTrigger",
        FunctionTrigger.Timer => "timerTrigger",
        _ => throw new InvalidOperationException($"Unknown trigger {Trigger}."),
    };
}
