using DtnBox.Contracts.Stores;

namespace DtnBox.CopyBench.Engine;

/// <summary>What the engine's process is to do; the first line of its standard input, because it holds keys.</summary>
internal sealed record EngineJob(
    StoreConnection Source, string FromBucket, StoreConnection Destination, string ToBucket, bool ReadBack);

/// <summary>What it did; its last line of output.</summary>
internal sealed record EngineResult(long Objects, long Bytes, long Failed, string? Fault);
