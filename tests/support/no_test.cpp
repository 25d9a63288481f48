// The program that owns the precompiled headers of the tests; it is never run.
int main()
{
    return 0;
}
