namespace DtnBox.Contracts.Stores;

/// <summary>What a store was seen to do when it was probed, not what it claims.</summary>
/// <param name="Multipart">An object can be sent in parts.</param>
/// <param name="ListParts">The parts of an open upload can be listed, so a broken object can be resumed.</param>
/// <param name="AbortUpload">An open upload can be aborted, so nothing is left behind.</param>
/// <param name="RangedGet">A byte range of an object can be read.</param>
/// <param name="Tagging">An object can be written with tags, and has them afterwards.</param>
/// <param name="AddedHeaders">What it does with headers that are added to a signed address.</param>
public sealed record StoreCapabilities(
    bool Multipart,
    bool ListParts,
    bool AbortUpload,
    bool RangedGet,
    bool Tagging = false,
    AddedHeaders AddedHeaders = AddedHeaders.Unknown)
{
    /// <summary>The careful assumption about a store nobody has probed.</summary>
    public static StoreCapabilities Unknown { get; } = new(false, false, false, false);

    /// <summary>Gets a value indicating whether a broken large object can go on from its finished parts.</summary>
    public bool CanResume => Multipart && ListParts;
}
