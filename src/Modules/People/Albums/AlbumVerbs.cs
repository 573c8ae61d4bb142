namespace Weiguang.People.Albums;

internal static class AlbumVerbs
{
    public static readonly Verb Add = new("albums.add", PerHour: 20, PerDay: 60);
}
