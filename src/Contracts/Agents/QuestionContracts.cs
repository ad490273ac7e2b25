using System.Text.Json;
using DtnBox.Contracts.Stores;

namespace DtnBox.Contracts.Agents;

/// <summary>Asks for questions that people wait for: <c>POST /api/v1/agent/questions/next</c>. Answers at once when there are some.</summary>
/// <param name="Max">How many more the agent can answer now, 1 to 32.</param>
/// <param name="WaitSeconds">How long to hold the request while there is none, 0 to 25.</param>
/// <param name="Knows">The names of the questions that it can answer; it is given no other.</param>
public sealed record NextQuestions(int Max, int WaitSeconds, IReadOnlyList<string> Knows);

/// <summary>Questions for the agent; none when there was none in the time given.</summary>
public sealed record GivenQuestions(IReadOnlyList<GivenQuestion> Questions);

/// <summary>One question. It may be given again when no answer came soon: answering twice must do no harm.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">One of <see cref="Commands.QuestionNames"/>.</param>
/// <param name="Input">The input record that belongs to the name.</param>
/// <param name="Store">The node's own store.</param>
/// <param name="Seconds">How long an answer is waited for.</param>
public sealed record GivenQuestion(string Id, string Name, JsonElement Input, StoreConnection Store, double Seconds);

/// <summary>Answers a question: <c>POST /api/v1/agent/questions/{id}/answer</c>. 204 also when nobody waits any more.</summary>
/// <param name="Result">The answer that belongs to the name; absent when there is none.</param>
/// <param name="Error">Why there is none; absent otherwise.</param>
public sealed record AnswerQuestion(JsonElement? Result, Fault? Error = null);
