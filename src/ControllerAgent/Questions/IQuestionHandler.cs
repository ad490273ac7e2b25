using System.Text.Json;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Questions;

/// <summary>Answers the questions of one name.</summary>
internal interface IQuestionHandler
{
    /// <summary>Gets the name, one of <see cref="Contracts.Commands.QuestionNames"/>.</summary>
    string Name { get; }

    /// <summary>Answers a question about this node's store. It may come twice, so answering it again must do no harm.</summary>
    /// <exception cref="StoreException">The store refused; the person who asked is told in its words.</exception>
    Task<JsonElement> AnswerAsync(JsonElement input, ObjectStore store, CancellationToken cancellationToken);
}
