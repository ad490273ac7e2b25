using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Planning;

/// <summary>Walks the destination's listing beside the source's; both are in the same order.</summary>
internal sealed class DestinationCursor : IAsyncDisposable
{
    private readonly PlanCopyInput _input;
    private readonly IAsyncEnumerator<PlannedObject>? _listing;
    private bool _started;
    private bool _ended;

    public DestinationCursor(
        PlanCopyInput input, ObjectStore destination, StoreRetry retry, CancellationToken cancellationToken)
    {
        _input = input;

        // What is only compared is compared whatever the listings say.
        Sync = input.Settings.Kind == TransferKind.Verify ? SyncMode.All : input.Settings.Sync;
        if (Sync != SyncMode.All)
        {
            Location to = input.Destination;
            string? after = input.After is null ? null : KeyMapping.ToDestination(input.Source.Prefix, to, input.After);
            _listing = KeyListing
                .ReadAsync(destination, retry, to.Bucket, to.Prefix, after, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
        }
    }

    /// <summary>Gets the mode that decides.</summary>
    public SyncMode Sync { get; }

    /// <summary>What the destination has under an object's name; null for nothing. Ask in key order.</summary>
    public async ValueTask<PlannedObject?> FindAsync(PlannedObject found)
    {
        if (_listing is null)
        {
            return null;
        }

        string wanted = KeyMapping.ToDestination(_input.Source.Prefix, _input.Destination, found.Key);
        if (!_started)
        {
            _started = true;
            await AdvanceAsync();
        }

        while (!_ended && Utf8Order.Compare(_listing.Current.Key, wanted) < 0)
        {
            await AdvanceAsync();
        }

        return !_ended && _listing.Current.Key == wanted ? _listing.Current : null;
    }

    public ValueTask DisposeAsync() => _listing?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask AdvanceAsync() => _ended = !await _listing!.MoveNextAsync();
}
