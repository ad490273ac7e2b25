using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Transfers.Live;

/// <summary>What one reader is told.</summary>
internal sealed class LiveStream(
    EventStreamWriter output,
    LiveListener listener,
    ClaimsPrincipal user,
    LiveTransfers live,
    PresentReaders readers,
    TransferStore transfers,
    OwnerNames owners,
    TimeProvider time)
{
    private const string Transfer = "transfer";
    private const string Gone = "gone";

    /// <summary>How far back it is looked for transfers that ended while a reader of the list was away.</summary>
    private const int NewestTransfers = 1000;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>How often a quiet stream says that it lives, and how old what is known of its reader may grow.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>By how much the clocks of two instances may differ.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, LiveTransfer> _shown = new(StringComparer.Ordinal);
    private string? _known;
    private bool _ended;
    private long _checkedAt = time.GetTimestamp();
    private long _sentAt = time.GetTimestamp();

    /// <summary>Runs until it is cancelled, or its reader may not read on.</summary>
    public async Task RunAsync(string? lastEventId, CancellationToken cancellationToken)
    {
        await listener.Begun.WaitAsync(cancellationToken);
        await output.RetryAsync(Retry, cancellationToken);
        _known = lastEventId;
        await CatchUpAsync(lastEventId, cancellationToken);
        while (await CheckAsync(cancellationToken))
        {
            TimeSpan quiet = time.GetElapsedTime(_sentAt);
            if (quiet >= Beat)
            {
                await output.BeatAsync(cancellationToken);
                (_sentAt, quiet) = (time.GetTimestamp(), TimeSpan.Zero);
            }

            await listener.WaitAsync(Beat - quiet, time, cancellationToken);

            foreach (LiveTransfer seen in listener.Take())
            {
                await TellAsync(seen, cancellationToken);
            }
        }
    }

    /// <summary>Asks again who the reader is; false when there is nothing left that they may be told.</summary>
    private async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_checkedAt) >= Beat)
        {
            if (await readers.FindAsync(user, cancellationToken) is not { } present)
            {
                return false;
            }

            listener.Reader = present;
            _checkedAt = time.GetTimestamp();
            foreach (string id in _shown.Values.Where(shown => !present.MayUse(shown.Owner!)).Select(shown => shown.Id).ToList())
            {
                await TellGoneAsync(id, cancellationToken);
            }
        }

        return !_ended;
    }

    /// <summary>The list holds what has not ended. What ended while its reader was away, they would never hear of.</summary>
    private async Task CatchUpAsync(string? lastEventId, CancellationToken cancellationToken)
    {
        if (listener.TransferId is not null
            || !long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            || milliseconds > time.GetUtcNow().ToUnixTimeMilliseconds() + (long)ClockSlack.TotalMilliseconds)
        {
            return;
        }

        DateTimeOffset since = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - ClockSlack;
        await foreach (TransferRow row in transfers.ListAsync(after: null, cancellationToken).Take(NewestTransfers))
        {
            if (!listener.Reader.MayUse(row.Owner))
            {
                continue;
            }

            if (row.DeletedAt is { } deleted)
            {
                await (deleted >= since ? SendGoneAsync(row.GetId(), cancellationToken) : Task.CompletedTask);
            }
            else if (TransferStates.IsFinal(row.State) && row.EndedAt >= since)
            {
                await TellAsync(await live.ReadAsync(row, cancellationToken), cancellationToken);
            }
        }
    }

    private Task TellAsync(LiveTransfer seen, CancellationToken cancellationToken)
        => seen is { View: not null, Owner: { } owner } && listener.Reader.MayUse(owner)
            ? ShowAsync(seen, seen.View, owner, cancellationToken)
            : TellGoneAsync(
                seen.Id, cancellationToken, seen is { IsDeleted: true, Owner: { } was } && listener.Reader.MayUse(was));

    private async Task ShowAsync(
        LiveTransfer seen, TransferView view, string owner, CancellationToken cancellationToken)
    {
        if (_shown.TryGetValue(seen.Id, out LiveTransfer? before) && before.ReadAt > seen.ReadAt)
        {
            return;
        }

        string? ownerName = await owners.FindAsync(owner, user, cancellationToken);
        byte[] json = ownerName is null
            ? seen.Json
            : JsonSerializer.SerializeToUtf8Bytes(view with { OwnerName = ownerName }, ContractJson.Options);
        string id = IdOf(seen, json);
        _shown[seen.Id] = seen;

        // Whoever comes back to one transfer, and knows what is shown of it, waits for the next change.
        if (listener.TransferId is null || _known != id)
        {
            await output.SendAsync(Transfer, id, json, cancellationToken);
            _sentAt = time.GetTimestamp();
        }

        _known = null;
    }

    /// <param name="id">The transfer.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <param name="known">Whether the reader may know it although this stream never showed it.</param>
    private async Task TellGoneAsync(string id, CancellationToken cancellationToken, bool known = false)
    {
        if (_shown.Remove(id) || known || listener.TransferId == id)
        {
            await SendGoneAsync(id, cancellationToken);
            _ended = listener.TransferId == id;
        }
    }

    private Task SendGoneAsync(string id, CancellationToken cancellationToken) => output.SendAsync(
        Gone, id: null, JsonSerializer.SerializeToUtf8Bytes(new GoneTransfer(id), ContractJson.Options), cancellationToken);

    /// <summary>For one transfer what it looks like, so that any instance knows it again; for the list the time.</summary>
    private string IdOf(LiveTransfer seen, byte[] json) => listener.TransferId is null
        ? seen.ReadAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
        : Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8));
}
