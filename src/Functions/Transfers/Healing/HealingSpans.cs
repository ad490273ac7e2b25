using System.Diagnostics;

namespace DtnBox.Functions.Transfers.Healing;

/// <summary>The trace of mending one transfer.</summary>
internal static class HealingSpans
{
    public const string SourceName = "DtnBox.Functions";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts a trace of its own, which points to the one that the transfer began with.</summary>
    public static Activity? Start(TransferRow transfer, HealStep step)
    {
        // Not part of the timer's trace: that one looks after all transfers.
        Activity.Current = null;
        ActivityLink[]? links = ActivityContext.TryParse(transfer.Traceparent, null, isRemote: true, out ActivityContext first)
            ? [new ActivityLink(first)]
            : null;
        return Source.StartActivity(ActivityKind.Internal, links: links, name: "heal_transfer")
            ?.SetTag("dtnbox.transfer.id", transfer.GetId())
            .SetTag("dtnbox.heal.step", step.ToString());
    }
}
