using DtnBox.Functions.Identity;

namespace DtnBox.Functions.Transfers.Live;

/// <summary>
/// What one stream has not sent yet: of each transfer the newest view only. So a reader who is slow, or does not read at all,
/// costs no more than any other, and then gets what holds now.
/// </summary>
/// <param name="transferId">What it listens to; null for all that its reader may see and that have not ended.</param>
/// <param name="reader">Who reads it.</param>
internal sealed class LiveListener(string? transferId, Caller reader)
{
    private readonly Lock _sync = new();
    private readonly TaskCompletionSource _begun = New();
    private Dictionary<string, LiveTransfer> _waiting = new(StringComparer.Ordinal);
    private TaskCompletionSource _news = New();

    public string? TransferId => transferId;

    /// <summary>Gets or sets who reads it, as they are now: a role may be taken away meanwhile.</summary>
    public Caller Reader { get; set; } = reader;

    /// <summary>Gets what completes when all that was there at first has been looked at: nothing after it is missed.</summary>
    public Task Begun => _begun.Task;

    public void Begin() => _begun.TrySetResult();

    public bool Follows(string id) => transferId is null || transferId == id;

    /// <summary>Whether this is one of the transfers that its reader may see.</summary>
    public bool Wants(string id, string owner) => Follows(id) && Reader.MayUse(owner);

    public void Offer(LiveTransfer seen)
    {
        lock (_sync)
        {
            _waiting[seen.Id] = seen;
            _news.TrySetResult();
        }
    }

    /// <summary>Waits for something to send, but no longer than this.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        Task news;
        lock (_sync)
        {
            news = _news.Task;
        }

        try
        {
            await news.WaitAsync(longest, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nothing happened: that is to be expected.
        }
    }

    /// <summary>Takes all that waits.</summary>
    public IReadOnlyCollection<LiveTransfer> Take()
    {
        lock (_sync)
        {
            Dictionary<string, LiveTransfer> taken = _waiting;
            _waiting = new Dictionary<string, LiveTransfer>(StringComparer.Ordinal);
            if (_news.Task.IsCompleted)
            {
                _news = New();
            }

            return taken.Values;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
