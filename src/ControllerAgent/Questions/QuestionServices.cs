using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Browsing;

namespace DtnBox.ControllerAgent.Questions;

internal static class QuestionServices
{
    public static IServiceCollection AddQuestions(this IServiceCollection services)
        => services.AddSingleton<QuestionCalls>().AddSingleton<QuestionAnswers>().AddSingleton<QuestionLoop>();

    /// <summary>What this agent can answer.</summary>
    public static IServiceCollection AddQuestionHandlers(this IServiceCollection services) => services
        .AddSingleton<IQuestionHandler>(all => new QuestionHandler<ListBucketsInput, ListBucketsAnswer>(
            QuestionNames.ListBuckets,
            async (store, _, cancel) => new ListBucketsAnswer(await Browser(all).ListBucketsAsync(store, cancel))))
        .AddSingleton<IQuestionHandler>(all => new QuestionHandler<ListFolderInput, FolderPage>(
            QuestionNames.ListFolder, Browser(all).ListAsync))
        .AddSingleton<IQuestionHandler>(all => new QuestionHandler<MakeFolder, MakeFolder>(
            QuestionNames.MakeFolder,
            async (store, folder, cancel) =>
            {
                await Browser(all).MakeFolderAsync(store, folder, cancel);
                return folder;
            }))
        .AddSingleton<IQuestionHandler>(all => new QuestionHandler<DeleteObjects, DeletedObjects>(
            QuestionNames.DeleteObjects, Browser(all).DeleteAsync))
        .AddSingleton<IQuestionHandler>(all => new QuestionHandler<MakeLink, ObjectLink>(
            QuestionNames.SignLink, Browser(all).LinkAsync));

    private static StoreBrowser Browser(IServiceProvider services) => services.GetRequiredService<StoreBrowser>();
}
