using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Questions;

/// <summary>Answers one question; nothing that goes wrong in it leaves it.</summary>
internal sealed partial class QuestionAnswers(
    IEnumerable<IQuestionHandler> handlers,
    QuestionCalls calls,
    StorePool stores,
    TimeProvider time,
    ILogger<QuestionAnswers> logger)
{
    /// <summary>Of the time that is left for an answer, what its way back may take.</summary>
    private static readonly TimeSpan WayBack = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, IQuestionHandler> _handlers = handlers.ToDictionary(handler => handler.Name);

    /// <summary>Answers a question.</summary>
    /// <param name="leaving">The agent is going away: another one is asked, or whoever waits asks again.</param>
    public async Task AnswerAsync(GivenQuestion question, CancellationToken leaving)
    {
        long begun = time.GetTimestamp();
        TimeSpan left = TimeSpan.FromSeconds(question.Seconds);
        using var end = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, leaving);
        try
        {
            AnswerQuestion answer = await FindAsync(question, left > WayBack ? left - WayBack : left, either.Token);
            await calls.AnswerAsync(question.Id, answer, either.Token);
            LogAnswered(question.Name, question.Id, answer.Error?.Code, time.GetElapsedTime(begun));
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            LogForgotten(question.Name, question.Id);
        }
        catch (Exception refusal) when (refusal is RequestRefusedException or LeaseLostException)
        {
            LogRefused(question.Name, question.Id, refusal.Message);
        }
    }

    private async Task<AnswerQuestion> FindAsync(GivenQuestion question, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!_handlers.TryGetValue(question.Name, out IQuestionHandler? handler))
        {
            return Broken($"This agent ({AgentVersion.Text}) does not know the question '{question.Name}'.");
        }

        using var slow = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
        try
        {
            return new AnswerQuestion(
                await handler.AnswerAsync(question.Input, stores.Get(question.Store), either.Token));
        }
        catch (OperationCanceledException) when (slow.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new AnswerQuestion(null, new Fault(
                FaultCodes.StoreUnreachable,
                $"The store at {question.Store.Endpoint} did not answer {question.Name} within {patience.TotalSeconds:0} s.",
                $"Try again; if it persists, the operator of {question.Store.Endpoint} must act.",
                Transient: true));
        }
        catch (StoreException refusal)
        {
            return new AnswerQuestion(null, refusal.Fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The edge of the process: one question's defect must not end the others, and its author must hear of it.
            LogBroke(fault, question.Name, question.Id);
            return Broken($"{question.Name} broke: {fault.GetType().Name}: {fault.Message}");
        }
    }

    private static AnswerQuestion Broken(string message) => new(null, new Fault(
        FaultCodes.Internal, message, "Give the agent's log to those who run DtnBox."));
}
