namespace DtnBox.ControllerAgent.Questions;

internal sealed partial class QuestionAnswers
{
    [LoggerMessage(3181, LogLevel.Debug, "Answered {Question} {QuestionId} ({FaultCode}) in {Elapsed}")]
    private partial void LogAnswered(string question, string questionId, string? faultCode, TimeSpan elapsed);

    [LoggerMessage(3182, LogLevel.Debug, "{Question} {QuestionId}: nobody waits for the answer any more")]
    private partial void LogForgotten(string question, string questionId);

    [LoggerMessage(3183, LogLevel.Error, "{Question} {QuestionId}: the control plane refused the answer: {Reason}")]
    private partial void LogRefused(string question, string questionId, string reason);

    [LoggerMessage(3184, LogLevel.Error, "{Question} {QuestionId} broke")]
    private partial void LogBroke(Exception fault, string question, string questionId);
}
