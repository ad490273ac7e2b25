using System.Threading.Channels;
using Grpc.Core;
using Answer = System.Threading.Tasks.TaskCompletionSource<DtnBox.FunctionsHost.Rpc.StreamingMessage>;

namespace DtnBox.FunctionsHost.Rpc;

/// <summary>The conversation with one worker: requests and their answers, calls of functions, logs.</summary>
internal sealed partial class WorkerChannel(ILogger<WorkerChannel> logger) : IDisposable
{
    // By the id of what they answer.
    private readonly ConcurrentDictionary<string, Answer> _waiting = new();
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets what completes when the worker has called.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Gets what completes when the conversation has ended, by either side.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Carries the conversation until one side ends it.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        _connected.TrySetResult();
        await Task.WhenAny(EachAsync(incoming.ReadAllAsync(cancellationToken), TakeAsync), Ended, EachAsync(
            // One after the other, as a stream takes one message at a time.
            _outgoing.Reader.ReadAllAsync(cancellationToken), message => outgoing.WriteAsync(message, cancellationToken)));
        Dispose();

        static async Task EachAsync(IAsyncEnumerable<StreamingMessage> messages, Func<StreamingMessage, Task> handle)
        {
            await foreach (StreamingMessage message in messages)
            {
                await handle(message);
            }
        }
    }

    /// <summary>Ends the conversation; whoever waits for an answer is told that the worker has gone.</summary>
    public void Dispose()
    {
        _ended.TrySetResult();
        foreach (Answer answer in _waiting.Values)
        {
            answer.TrySetException(WorkerGone());
        }
    }

    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Asks something and gives the message that answers it, or throws <see cref="WorkerGone"/>.</summary>
    public async Task<StreamingMessage> AskAsync(StreamingMessage question)
    {
        string id = question.RequestId = question.InvocationRequest?.InvocationId ?? Guid.NewGuid().ToString();
        Answer answer = _waiting[id] = new Answer(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Ended.IsCompleted)
        {
            // It ended before this line, and may not have seen who waits.
            answer.TrySetException(WorkerGone());
        }

        Send(question);
        try
        {
            return await answer.Task;
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    /// <summary>The Durable extension runs a turn or an activity again when the platform is to blame. It knows that by this type
    /// and these words: of all its signs it is the only one that counts for activities.</summary>
    private static InvalidOperationException WorkerGone() => new("Did not find any initialized language workers");

    private Task TakeAsync(StreamingMessage message)
    {
        if (message.RpcLog is { } log)
        {
            LogFromWorker((LogLevel)log.Level, log.Category, log.Message, log.Exception?.Message, log.Exception?.StackTrace);
        }
        else if (message.ContentCase != StreamingMessage.ContentOneofCase.None // It follows a cancel, and answers nothing.
            && _waiting.TryGetValue(message.InvocationResponse?.InvocationId ?? message.RequestId, out Answer? answer))
        {
            answer.TrySetResult(message);
        }

        return Task.CompletedTask;
    }
}
