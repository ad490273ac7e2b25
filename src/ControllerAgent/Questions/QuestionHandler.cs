using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Questions;

/// <summary>Answers the questions of one name by a call: records in, records out.</summary>
internal sealed class QuestionHandler<TInput, TAnswer>(
    string name, Func<ObjectStore, TInput, CancellationToken, Task<TAnswer>> answer) : IQuestionHandler
{
    public string Name => name;

    public async Task<JsonElement> AnswerAsync(JsonElement input, ObjectStore store, CancellationToken cancellationToken)
    {
        TInput asked = input.Deserialize<TInput>(ContractJson.Options)
            ?? throw new JsonException($"The input of the question {name} is null.");
        return JsonSerializer.SerializeToElement(await answer(store, asked, cancellationToken), ContractJson.Options);
    }
}
