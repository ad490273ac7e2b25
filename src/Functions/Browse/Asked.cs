using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Browse;

/// <summary>What came of a question: an answer, or why there is none.</summary>
internal sealed record Asked<TAnswer>(TAnswer? Answer, ProblemHttpResult? Problem)
    where TAnswer : class
{
    /// <summary>What the person is told.</summary>
    public Results<Ok<TView>, ProblemHttpResult> As<TView>(Func<TAnswer, TView> view)
        => Answer is { } answer ? TypedResults.Ok(view(answer)) : Problem ?? QuestionFaults.Refused(fault: null);
}
