using System.Collections.Concurrent;
using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Copying;

/// <summary>A multipart upload that is under way, with the hashes of its parts that were recorded. Parts end side by side.</summary>
internal sealed class OpenUpload(UploadLine opened)
{
    public UploadLine Opened { get; } = opened;

    public ConcurrentDictionary<int, string> PartSha256 { get; } = [];
}
