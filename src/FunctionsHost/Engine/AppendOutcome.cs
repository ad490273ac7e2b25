namespace DtnBox.FunctionsHost.Engine;

/// <summary>What became of something offered to an instance.</summary>
internal enum AppendOutcome
{
    /// <summary>It is in storage.</summary>
    Stored,

    /// <summary>It was stored before, or means nothing to this instance any more; nothing to do.</summary>
    Dropped,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The id is taken by an instance that has not ended.</summary>
    Conflict,

    /// <summary>The instance has ended and takes no messages.</summary>
    Ended,

    /// <summary>The instance has not ended, which this needs.</summary>
    NotEnded,

    /// <summary>Messages from or to the instance are on their way, which this must wait for.</summary>
    Unsettled,
}
