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
    private readonly HashSet<string> _unnamed = [];

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

    /// <summary>Deletes the blobs of rows that were replaced or dropped. Called when that is stored.</summary>
    public async Task DeleteUnnamedAsync(CancellationToken cancellationToken)
    {
        if (_unnamed.Count == 0)
        {
            return;
        }

        string?[] deleted = await Task.WhenAll(_unnamed.Select(blob => TryDeleteAsync(blob, cancellationToken)));
        _unnamed.ExceptWith(deleted.OfType<string>());
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

        await DeleteUnnamedAsync(cancellationToken);
    }

    private async Task<string?> TryDeleteAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            await blobs.DeleteAsync(blob, cancellationToken);
            return blob;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // The commit is stored all the same. The blob stays on the list, which the next commit works off.
            return null;
        }
    }
}
