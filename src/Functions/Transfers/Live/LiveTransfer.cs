using Azure;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Transfers.Live;

/// <summary>A transfer as this instance last saw it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Whose it was; null when it was not there any more.</param>
/// <param name="View">What is shown of it; null when nobody who listens may see it.</param>
/// <param name="Json">The view as it is sent, made once for all who listen.</param>
/// <param name="ETag">The row's, by which a transfer that has ended is known not to have changed.</param>
/// <param name="ReadAt">When the reading began.</param>
/// <param name="IsDeleted">Whether it was deleted: that is told even to those who have it from elsewhere than this stream.</param>
internal sealed record LiveTransfer(
    string Id, string? Owner, TransferView? View, byte[] Json, ETag ETag, DateTimeOffset ReadAt, bool IsDeleted = false)
{
    public bool HasEnded => View is not null && TransferStates.IsFinal(View.State);
}

/// <summary>What a stream says of a transfer that its reader may not see any more, or that is not there any more.</summary>
internal sealed record GoneTransfer(string Id);
