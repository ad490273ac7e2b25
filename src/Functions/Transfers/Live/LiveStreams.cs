using System.Security.Claims;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Transfers.Live;

/// <summary>Opens streams, and ends them.</summary>
internal sealed class LiveStreams(
    LiveTransfers live,
    PresentReaders readers,
    TransferStore transfers,
    OwnerNames owners,
    TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    /// <summary>Azure ends every request after 230 s, and in the middle of a word.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(200);

    /// <param name="output">Where the stream goes.</param>
    /// <param name="user">Who reads it.</param>
    /// <param name="transferId">What it is about; null for all transfers of theirs that have not ended.</param>
    /// <param name="lastEventId">The last event that they got from an earlier stream, if they say.</param>
    /// <param name="aborted">Tells that they have gone.</param>
    public async Task RunAsync(
        Stream output, ClaimsPrincipal user, string? transferId, string? lastEventId, CancellationToken aborted)
    {
        using var over = new CancellationTokenSource(Longest, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(over.Token, aborted, lifetime.ApplicationStopping);
        var listener = new LiveListener(transferId, Caller.From(user));
        var stream = new LiveStream(new EventStreamWriter(output), listener, user, live, readers, transfers, owners, time);
        live.Add(listener);
        try
        {
            await stream.RunAsync(lastEventId, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // How streams end: their reader comes back if they want more.
        }
        finally
        {
            live.Remove(listener);
        }
    }
}
