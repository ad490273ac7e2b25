namespace DtnBox.Contracts.Transfers;

/// <summary>One change that an agent's tuner made while it carried a transfer: <c>GET /api/v1/transfers/{id}/tuning</c>.</summary>
/// <param name="At">When, by the agent's clock.</param>
/// <param name="Store">The destination store that it concerns.</param>
/// <param name="Knob">What was changed.</param>
/// <param name="From">The value before.</param>
/// <param name="To">The value from then on.</param>
/// <param name="Sentence">What and why, for people.</param>
/// <param name="Agent">Whose tuner it was; filled in by the control plane.</param>
public sealed record TuningChange(
    DateTimeOffset At, Uri Store, TuningKnob Knob, long From, long To, string Sentence, string? Agent = null);

/// <summary>What a tuner changes.</summary>
public enum TuningKnob
{
    /// <summary>Objects sent in one piece that are under way at once.</summary>
    ObjectsInFlight,

    /// <summary>Parts of large objects that are under way at once.</summary>
    PartsInFlight,

    /// <summary>The size of parts, in bytes, that uploads are opened with.</summary>
    PartSize,
}
