using System.Collections.Concurrent;
using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;

namespace DtnBox.ControllerAgent.Questions;

/// <summary>Takes questions that people wait for, with hands of its own: copies may fill all others for hours.</summary>
internal sealed partial class QuestionLoop(
    QuestionCalls calls, QuestionAnswers answers, TimeProvider time, ILogger<QuestionLoop> logger) : IDisposable
{
    private const int Hands = 8;

    /// <summary>A control plane that knows no questions is older than this agent, and is not asked often.</summary>
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _hands = new(Hands);
    private readonly ConcurrentDictionary<string, Task> _inHand = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (calls.KnowsAny)
            {
                await TakeAsync(cancellationToken);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        finally
        {
            await Task.WhenAll(_inHand.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _hands.Dispose();

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        // Waits for a free hand, and gives it back at once: only this loop takes any.
        await _hands.WaitAsync(cancellationToken);
        int free = _hands.Release() + 1;
        try
        {
            GivenQuestions given = await calls.NextAsync(free, cancellationToken);
            foreach (GivenQuestion question in given.Questions.Take(free))
            {
                Start(question, cancellationToken);
            }
        }
        catch (Exception refusal) when (refusal is RequestRefusedException or LeaseLostException)
        {
            LogRefused(refusal.Message);
            await Task.Delay(PauseAfterRefusal, time, cancellationToken);
        }
    }

    private void Start(GivenQuestion question, CancellationToken cancellationToken)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_inHand.TryAdd(question.Id, begun.Task))
        {
            // Given again because its answer takes long: it comes.
            return;
        }

        _hands.Wait(cancellationToken);
        _ = EndAsync();

        async Task EndAsync()
        {
            await Task.Yield();
            try
            {
                await answers.AnswerAsync(question, cancellationToken);
            }
            finally
            {
                _inHand.TryRemove(question.Id, out _);
                _hands.Release();
                begun.SetResult();
            }
        }
    }
}
