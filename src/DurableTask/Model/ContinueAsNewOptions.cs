namespace DtnBox.DurableTask;

/// <summary>How an orchestration begins again with an empty history.</summary>
public sealed class ContinueAsNewOptions
{
    public object? NewInput { get; init; }

    /// <summary>Gets whether events that nobody has taken yet reach the next generation. Default true.</summary>
    public bool PreserveUnprocessedEvents { get; init; } = true;

    /// <summary>Gets the version of the next generation. Default: the present one.</summary>
    public string? NewVersion { get; init; }
}
