using Weiguang.Messages;
using Weiguang.Messages.Domain;

namespace Weiguang.Tests.Support;

/// <summary>What people were told.</summary>
internal static class Told
{
    /// <summary>The texts of somebody's messages, oldest first: source phrases, their places not yet filled.</summary>
    public static async Task<List<string>> ToldAsync(this TestApp app, Guid person)
    {
        using var scope = app.Scope();
        var kinds = await scope.Db.Set<Message>().Where(m => m.PersonId == person).OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => m.Kind).ToListAsync();
        return kinds.ConvertAll(code => scope.Get<MessageKinds>().Find(code)!.Text);
    }
}
