using Weiguang.Kernel.Ui;
using Weiguang.People.Domain;

namespace Weiguang.People.Sessions;

/// <summary>Keeps large type, colours and language in the account, for the next device.</summary>
internal sealed class PreferenceBook(AppDbContext db) : IPreferenceBook
{
    public Task SaveAsync(Guid personId, Preferences preferences, CancellationToken ct) => db.Set<Person>().Where(p => p.Id == personId)
        .ExecuteUpdateAsync(
            p => p.SetProperty(x => x.ElderMode, preferences.Elder).SetProperty(x => x.Theme, preferences.Theme).SetProperty(x => x.Language, preferences.Language), ct);
}
