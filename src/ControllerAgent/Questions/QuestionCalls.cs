using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;

namespace DtnBox.ControllerAgent.Questions;

/// <summary>The calls of the channel for questions.</summary>
internal sealed class QuestionCalls(ControlPlaneClient client, Patience patience, IEnumerable<IQuestionHandler> handlers)
{
    private const int WaitSeconds = 20;

    // Long enough for the answer of a long-poll to come in late, short enough to notice a dead connection.
    private static readonly TimeSpan NextTimeout = TimeSpan.FromSeconds(WaitSeconds + 15);

    private readonly string[] _knows = [.. handlers.Select(handler => handler.Name)];

    /// <summary>Gets a value indicating whether there is any question that this agent can answer.</summary>
    public bool KnowsAny => _knows.Length > 0;

    /// <summary>Waits for questions, for as long as the control plane is away.</summary>
    public Task<GivenQuestions> NextAsync(int max, CancellationToken cancellationToken)
        => patience.UntilAnsweredAsync(
            "Asking for questions",
            async cancel =>
            {
                using HttpResponseMessage response = await client.SendAsync(
                    () => JsonCalls.Post("api/v1/agent/questions/next", new NextQuestions(max, WaitSeconds, _knows)),
                    cancel,
                    NextTimeout);
                return await JsonCalls.ReadAsync<GivenQuestions>(response, cancel);
            },
            cancellationToken);

    /// <summary>Answers a question; repeated until it is heard, or nobody can be waiting any more.</summary>
    public Task AnswerAsync(string id, AnswerQuestion answer, CancellationToken cancellationToken)
        => patience.UntilAnsweredAsync(
            $"Answering {id}",
            async cancel =>
            {
                using HttpResponseMessage response = await client.SendAsync(
                    () => JsonCalls.Post($"api/v1/agent/questions/{Uri.EscapeDataString(id)}/answer", answer), cancel);
                return response.StatusCode;
            },
            cancellationToken);
}
