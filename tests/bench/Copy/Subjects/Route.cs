namespace DtnBox.CopyBench.Subjects;

/// <summary>From a bucket to a bucket. The destination may be the source's server by a longer way.</summary>
internal sealed record Route(Uri Source, string FromBucket, Uri Destination, string ToBucket);
