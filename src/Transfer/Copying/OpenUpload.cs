using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Copying;

/// <summary>A multipart upload that an earlier run opened, with the hashes of parts it had time to record.</summary>
internal sealed class OpenUpload(UploadLine opened)
{
    public UploadLine Opened { get; } = opened;

    public Dictionary<int, string> PartSha256 { get; } = [];
}
