namespace DtnBox.Transfer.Tuning;

/// <summary>What is being tried.</summary>
internal enum Trial
{
    /// <summary>Nothing: the value rests.</summary>
    None,

    /// <summary>Whether more in flight carries more.</summary>
    Up,

    /// <summary>Whether fewer in flight carry as much.</summary>
    Down,
}

/// <summary>All that is remembered of one value from interval to interval.</summary>
/// <param name="Value">How many may be in flight.</param>
/// <param name="Trial">What is being tried.</param>
/// <param name="Before">The value before the trial.</param>
/// <param name="Reference">The rate at the value before the trial, or lately at rest; null when it must be seen first.</param>
/// <param name="ReferenceLatency">The latency that goes with it.</param>
/// <param name="Ramping">Whether steps still double: until one does not pay in full.</param>
/// <param name="Rest">Intervals until the next trial.</param>
/// <param name="RestAfterMiss">How long to rest after the next trial that does not pay.</param>
/// <param name="LastGood">The value in the last interval without throttling; 0 when there was none.</param>
/// <param name="Ceiling">What is not exceeded because the store throttled above it.</param>
/// <param name="CeilingHolds">Intervals until that is forgotten.</param>
internal sealed record ClimbState(
    int Value,
    Trial Trial = Trial.None,
    int Before = 0,
    double? Reference = null,
    TimeSpan? ReferenceLatency = null,
    bool Ramping = true,
    int Rest = 0,
    int RestAfterMiss = Climb.ShortestRest,
    int LastGood = 0,
    int? Ceiling = null,
    int CeilingHolds = 0);

/// <summary>The range of a value, and where it starts.</summary>
internal sealed record ClimbBounds(int Start, int Max)
{
    public const int Min = 1;
}

/// <summary>What follows from an interval.</summary>
/// <param name="State">What to remember, with the new value.</param>
/// <param name="Reason">Why the value changed; null when it did not.</param>
internal sealed record ClimbStep(ClimbState State, string? Reason = null);
