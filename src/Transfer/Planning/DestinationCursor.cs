using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Transfer.Planning;

/// <summary>Walks the destination's listing beside the source's; both are in the same order.</summary>
internal sealed class DestinationCursor : IAsyncDisposable
{
    private readonly PlanCopyInput _input;
    private readonly IAsyncEnumerator<PlannedObject>? _listing;
    private readonly ExtrasPages? _extras;
    private bool _started;
    private bool _ended;
    private string? _known;

    /// <param name="input">What is planned.</param>
    /// <param name="listing">Lists the destination from a key on, in key order.</param>
    /// <param name="extras">Takes what only the destination has; null when nobody asks.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public DestinationCursor(
        PlanCopyInput input,
        Func<string?, IAsyncEnumerable<PlannedObject>> listing,
        ExtrasPages? extras,
        CancellationToken cancellationToken)
    {
        _input = input;
        _extras = extras;
        if (SyncRule.ModeOf(input.Settings) != SyncMode.All || extras is not null)
        {
            Location to = input.Destination;
            string? after = input.After is null ? null : KeyMapping.ToDestination(input.Source.Prefix, to, input.After);
            _listing = listing(after).GetAsyncEnumerator(cancellationToken);
        }
    }

    /// <summary>What the destination has under an object's name; null for nothing. Ask in key order.</summary>
    public async ValueTask<PlannedObject?> FindAsync(PlannedObject found)
    {
        if (_listing is null)
        {
            return null;
        }

        string wanted = Map(found.Key);
        await PassAsync(wanted);
        if (_ended || _listing.Current.Key != wanted)
        {
            return null;
        }

        _known = wanted;
        return _listing.Current;
    }

    /// <summary>Looks at all that the destination has up to a source key, so that its extras are known.</summary>
    /// <param name="last">The last source key of the range; null when the source has no more keys.</param>
    public async ValueTask FinishAsync(string? last)
    {
        if (_extras is not null)
        {
            await PassAsync(last is null ? null : Map(last));
            await _extras.FinishAsync();
        }
    }

    public ValueTask DisposeAsync() => _listing?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Goes on to the first key that is not before this one; null goes to the end.</summary>
    private async ValueTask PassAsync(string? key)
    {
        if (!_started)
        {
            _started = true;
            await AdvanceAsync();
        }

        while (!_ended && (key is null || Utf8Order.Compare(_listing!.Current.Key, key) < 0))
        {
            if (_extras is not null && _listing!.Current.Key != _known)
            {
                await _extras.AddAsync(_listing.Current);
            }

            await AdvanceAsync();
        }
    }

    private string Map(string sourceKey) => KeyMapping.ToDestination(_input.Source.Prefix, _input.Destination, sourceKey);

    private async ValueTask AdvanceAsync() => _ended = !await _listing!.MoveNextAsync();
}
