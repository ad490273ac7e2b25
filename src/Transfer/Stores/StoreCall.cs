namespace DtnBox.Transfer.Stores;

/// <summary>A call to a store, as faults name it.</summary>
internal sealed record StoreCall(string Action, Uri Endpoint, string Bucket, string? Key = null)
{
    public override string ToString() => Key is null
        ? $"{Action} bucket '{Bucket}' at {Endpoint}"
        : $"{Action} '{Key}' in bucket '{Bucket}' at {Endpoint}";
}
