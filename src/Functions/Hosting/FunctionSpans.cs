using System.Diagnostics;

namespace DtnBox.Functions.Hosting;

/// <summary>A span for each run of a function. There is one also when nobody collects them: its id is in the log.</summary>
internal static class FunctionSpans
{
    private static readonly ActivitySource Source = new("DtnBox.Functions.Hosting");

    /// <param name="name">What runs.</param>
    /// <param name="parent">The trace context that it belongs to; null for a trace of its own.</param>
    public static Activity Start(string name, string? parent)
    {
        // The host's own trace of the invocation, if it has one, ends at the host.
        Activity.Current = null;
        ActivityContext context =
            ActivityContext.TryParse(parent, null, isRemote: true, out ActivityContext known) ? known : default;
        if (Source.StartActivity(name, ActivityKind.Server, context) is { } collected)
        {
            return collected;
        }

        var span = new Activity(name);
        return (parent is null ? span : span.SetParentId(parent)).Start();
    }
}
