using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Stores;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>The questions of the simulator.</summary>
public sealed class SimulatedQuestions
{
    private readonly Channel<GivenQuestion> _waiting = System.Threading.Channels.Channel.CreateUnbounded<GivenQuestion>();

    public ConcurrentQueue<NextQuestions> Asked { get; } = new();

    public ConcurrentDictionary<string, AnswerQuestion> Answers { get; } = new();

    public void Offer(string id, string name = "Test", double seconds = 20) => _waiting.Writer.TryWrite(new GivenQuestion(
        id,
        name,
        JsonSerializer.SerializeToElement("input"),
        new StoreConnection(new Uri("http://127.0.0.1:9"), "us-east-1", AddressingStyle.Path, "AK", "SK"),
        seconds));

    public void Close() => _waiting.Writer.TryComplete();

    public async Task<GivenQuestions> NextAsync(NextQuestions request, CancellationToken cancellationToken)
    {
        Asked.Enqueue(request);
        List<GivenQuestion> given = [];
        if (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            while (given.Count < request.Max && _waiting.Reader.TryRead(out GivenQuestion? question))
            {
                given.Add(question);
            }
        }

        return new GivenQuestions(given);
    }
}
