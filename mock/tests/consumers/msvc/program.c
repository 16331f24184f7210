/* Linked as Microsoft's tools do it: no runtime library, an import library of their format. */
__declspec(dllimport) int WtsMockLoadWorldText(const char* text);
__declspec(dllimport) void* WTSOpenServerA(char* name);
__declspec(dllimport) int WtsMockIsOpen(void* handle);

int start(void) {
  static char name[] = "DESK";
  if (WtsMockLoadWorldText("[[server]]\nname = \"DESK\"\n") != 0) return 1;
  return WtsMockIsOpen(WTSOpenServerA(name)) ? 42 : 2;
}
