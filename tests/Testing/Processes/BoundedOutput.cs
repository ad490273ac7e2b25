namespace DtnBox.Testing;

/// <summary>The last lines a process wrote, and waits for lines to come. Older lines are dropped.</summary>
internal sealed class BoundedOutput
{
    private const int MaxLines = 2000;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private readonly List<(Predicate<string> Match, TaskCompletionSource<string> Found)> _waits = [];

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _openStreams = 2;

    /// <summary>Completes when both streams, output and error, have ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Takes the next line of either stream; null is the end of that stream.</summary>
    public void Add(string? line)
    {
        lock (_lock)
        {
            if (line is null)
            {
                _openStreams--;
                if (_openStreams == 0)
                {
                    _ended.TrySetResult();
                }

                return;
            }

            _lines.Enqueue(line);
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }

            _waits.RemoveAll(wait => wait.Match(line) && wait.Found.TrySetResult(line));
        }
    }

    /// <summary>The first line that matches: one already here, or the next one that comes.</summary>
    public Task<string> FindAsync(Predicate<string> match)
    {
        lock (_lock)
        {
            if (_lines.FirstOrDefault(line => match(line)) is { } present)
            {
                return Task.FromResult(present);
            }

            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((match, found));
            return found.Task;
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join('\n', _lines);
        }
    }
}
