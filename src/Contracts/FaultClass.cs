namespace DtnBox.Contracts;

/// <summary>What kind of trouble a fault is: what may help, and how long it is worth trying.</summary>
public enum FaultClass
{
    /// <summary>It passes by itself.</summary>
    Transient,

    /// <summary>It stays as it is, however often it is tried.</summary>
    Permanent,

    /// <summary>The store does not take the keys.</summary>
    NeedsCredentials,

    /// <summary>The source object is not what it was when it was listed.</summary>
    SourceChanged,

    /// <summary>The destination has no room.</summary>
    DestinationFull,

    /// <summary>The keys are good, but may not do this.</summary>
    Denied,

    /// <summary>The store asks to be left in peace for a while.</summary>
    Throttled,
}
