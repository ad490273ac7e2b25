namespace DtnBox.ControllerAgent.Questions;

internal sealed partial class QuestionLoop
{
    // Ids 3180-3189 belong to questions.
    [LoggerMessage(3180, LogLevel.Warning, "The control plane gives no questions, so nobody can look into this store: {Reason}")]
    private partial void LogRefused(string reason);
}
