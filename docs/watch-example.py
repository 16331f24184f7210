"""Prints a user of a server, through ctypes; and never closes the server's handle."""
import ctypes

wts = ctypes.CDLL("wtsapi32.dll")
wts.WTSOpenServerA.restype = ctypes.c_void_p
server = ctypes.c_void_p(wts.WTSOpenServerA(b"FARM2"))
text, length = ctypes.c_char_p(), ctypes.c_uint32()
USER_NAME = 5
wts.WTSQuerySessionInformationA(server, 21, USER_NAME, ctypes.byref(text), ctypes.byref(length))
print(text.value.decode(), flush=True)
wts.WTSFreeMemory(text)
