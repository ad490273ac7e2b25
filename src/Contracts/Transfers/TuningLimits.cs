namespace DtnBox.Contracts.Transfers;

/// <summary>What the tuner must keep to in one transfer. Each value is absent to leave it to the tuner.</summary>
/// <param name="ObjectsInFlight">Objects copied at once.</param>
/// <param name="PartsInFlight">Parts of large objects copied at once.</param>
/// <param name="PartSizeBytes">The size of parts; larger all the same when an object would need over 10,000.</param>
public sealed record TuningLimits(
    TuningLimit? ObjectsInFlight = null, TuningLimit? PartsInFlight = null, TuningLimit? PartSizeBytes = null);

/// <summary>A limit on one value.</summary>
/// <param name="Pin">The tuner sets exactly this.</param>
/// <param name="Max">The tuner goes no higher than this. Without meaning beside a pin.</param>
public sealed record TuningLimit(long? Pin = null, long? Max = null);
