using Kind = DtnBox.DurableTask.Protocol.OrchestratorAction.OrchestratorActionTypeOneofCase;

namespace DtnBox.DurableTask.Replay;

/// <summary>Calls whose results have not come yet, by number. Results are JSON text.</summary>
/// <remarks>
/// A result for a call that is not open is a second delivery, or that of a cancelled timer: it is dropped here.
/// Sources must run continuations inline: asynchronous ones would leave the orchestrator's thread.
/// </remarks>
internal sealed class OpenCalls
{
    private readonly Dictionary<int, (Kind Kind, string Name, TaskCompletionSource<string?> Source)> _open = [];

    public bool Any => _open.Count > 0;

    public Task<string?> Open(int id, Kind kind, string name = "", CancellationToken cancellationToken = default)
    {
        var source = new TaskCompletionSource<string?>();
        _open.Add(id, (kind, name, source));
        cancellationToken.Register(() =>
        {
            _open.Remove(id);
            source.TrySetCanceled(cancellationToken);
        });
        return source.Task;
    }

    public void Complete(int id, Kind kind, string? result = null) => Take(id, kind)?.Source.TrySetResult(result);

    public void Fail(int id, Kind kind, TaskFailureDetails details)
    {
        if (Take(id, kind) is { } call)
        {
            call.Source.TrySetException(new TaskFailedException(call.Name, id, details));
        }
    }

    private (string Name, TaskCompletionSource<string?> Source)? Take(int id, Kind kind)
    {
        if (!_open.TryGetValue(id, out (Kind Kind, string Name, TaskCompletionSource<string?> Source) call)
            || call.Kind != kind)
        {
            return null;
        }

        _open.Remove(id);
        return (call.Name, call.Source);
    }
}
