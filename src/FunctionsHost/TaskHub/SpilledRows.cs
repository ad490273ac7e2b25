using Azure;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Which rows of one partition name a blob, and which blobs no row names any more.</summary>
/// <remarks>
/// The row goes first and then its blob, so a row never names a blob that is not there. What a crash leaves in between,
/// or before the row was written, is found by <see cref="SweepAsync"/> when the next owner takes the instance up, and
/// by a purge. In between, nothing lists blobs.
/// </remarks>
internal sealed class SpilledRows(PayloadBlobs blobs, string partition)
{
    private readonly Dictionary<string, string> _named = [];
    private readonly List<string> _unnamed = [];
    private Task _deletion = Task.CompletedTask;

    /// <summary>Gets a value indicating whether any row names a blob. Where none does, orphans are few and wait for the purge.</summary>
    public bool Any => _named.Count > 0;

    /// <summary>Notes what a row names when the next commit is stored; null when it names nothing, or is deleted.</summary>
    public void Set(string rowKey, string? blob)
    {
        if (_named.Remove(rowKey, out string? old))
        {
            _unnamed.Add(old);
        }

        if (blob is not null)
        {
            _named.Add(rowKey, blob);
        }
    }

    /// <summary>Begins to delete the blobs of rows that were replaced or dropped. Called when that is stored.</summary>
    /// <remarks>Not waited for: whoever waits for the commit is told of that, however slow the blobs are.</remarks>
    public void DeleteUnnamed(CancellationToken cancellationToken)
    {
        if (_unnamed.Count > 0)
        {
            _deletion = DeleteAsync(_deletion, [.. _unnamed], cancellationToken);
            _unnamed.Clear();
        }
    }

    /// <summary>Deletes every blob that no row names. Only for an owner after whom nobody else can commit.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        HashSet<string> named = [.. _named.Values];
        await foreach (string blob in blobs.ListAsync(partition, cancellationToken))
        {
            if (!named.Contains(blob))
            {
                _unnamed.Add(blob);
            }
        }

        DeleteUnnamed(cancellationToken);
    }

    private async Task DeleteAsync(Task before, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await Task.WhenAll(names.Select(name => blobs.DeleteAsync(name, cancellationToken)));
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // The storage client has tried again by now. What is left is an orphan as after a crash.
        }
    }
}
